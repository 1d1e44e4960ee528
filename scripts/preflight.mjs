/**
 * First stage of every command: what this machine must have before anything else, with Node's own modules only. Each
 * problem is one line with its cure. Ports are looked at when the stack starts: a busy one is replaced.
 */
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const NODE = [20, 19];
const DISK_MIB = 1024;

function node(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return [];
  return [`Node ${version} is too old: install Node ${NODE.join('.')} or newer (https://nodejs.org)`];
}

/** `glibc` is the runtime's version as Node reports it; undefined on musl, where Temporal's native module does not load. */
function platform(name, arch, glibc) {
  if (!['x64', 'arm64'].includes(arch)) return [`CPU ${arch} is not supported: use a machine with x64 or arm64`];
  if (name === 'darwin' || (name === 'linux' && glibc !== undefined)) return [];
  const found = name === 'linux' ? 'Linux without glibc' : name;
  return [`${found} is not supported: use a Linux with glibc (Debian, Ubuntu, Fedora …) or macOS; on Windows, WSL`];
}

function disk(root) {
  const { bavail, bsize } = statfsSync(root);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  return free >= DISK_MIB ? [] : [`only ${free} MiB free for ${root}: free ${DISK_MIB} MiB`];
}

function folder(path) {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return [];
  } catch (error) {
    return [`cannot write to ${path} (${error.code}): make it writable, or remove it`];
  }
}

/** Problems of this machine for the checkout in `root`, a line each; none is an empty list. */
export function problems(root, machine = process) {
  const glibc = machine.report?.getReport().header.glibcVersionRuntime;
  return [
    ...node(machine.versions.node),
    ...platform(machine.platform, machine.arch, glibc),
    ...disk(root),
    ...folder(join(root, '.cache')),
    ...folder(join(root, '.run')),
  ];
}
