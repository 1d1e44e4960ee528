import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, it } from 'vitest';
import type { Priority, WaitingFor } from '../../domain/call.js';
import { throughGate } from './gate.js';

/** Operations at a gate: which have begun, what each was told to wait for, and how to end one or give it up. */
class Gate {
  readonly begun: string[] = [];
  readonly told = new Map<string, (WaitingFor | undefined)[]>();
  private readonly ends = new Map<string, () => void>();

  enter(name: string, priority: Priority, signal = new AbortController().signal): Promise<string> {
    const told: (WaitingFor | undefined)[] = [];
    this.told.set(name, told);
    return throughGate('appliance', priority, { signal, waitsFor: (what) => told.push(what) }, async () => {
      this.begun.push(name);
      await new Promise<void>((resolve) => this.ends.set(name, resolve));
      return name;
    });
  }

  end(name: string): void {
    this.ends.get(name)?.();
  }
}

it('lets four operations through, the others wait, tell so, and follow: live, then undo, then test', async () => {
  const gate = new Gate();
  const first = ['a', 'b', 'c', 'd'].map((name) => gate.enter(name, 'test'));
  const later = (['test', 'undo', 'live'] as const).map((priority) => gate.enter(priority, priority));
  expect(gate.begun).toEqual(['a', 'b', 'c', 'd']);
  expect(gate.told.get('a')).toEqual([]);
  expect(gate.told.get('live')).toEqual(['appliance']);
  for (const name of ['a', 'b', 'c', 'd', 'live', 'undo', 'test']) gate.end(name);
  await Promise.all(first);
  expect(gate.begun.slice(4)).toEqual(['live', 'undo', 'test']);
  expect(gate.told.get('live')).toEqual(['appliance', undefined]);
  for (const name of ['live', 'undo', 'test']) gate.end(name);
  expect(await Promise.all(later)).toEqual(['test', 'undo', 'live']);
});

it('one that stops waiting leaves its place and never begins', async () => {
  const gate = new Gate();
  const first = ['a', 'b', 'c', 'd'].map((name) => gate.enter(name, 'live'));
  const stop = new AbortController();
  const given = gate.enter('given up', 'live', stop.signal);
  stop.abort(new Error('the worker shuts down'));
  await expect(given).rejects.toThrow('the worker shuts down');
  for (const name of ['a', 'b', 'c', 'd']) gate.end(name);
  await Promise.all(first);
  expect(gate.begun).not.toContain('given up');
});

it('one that has waited runs in the async context of who asked for it, not of who made room', async () => {
  const gate = new Gate();
  const asked = new AsyncLocalStorage<string>();
  const first = ['a', 'b', 'c', 'd'].map((name) => asked.run(name, () => gate.enter(name, 'live')));
  const signal = new AbortController().signal;
  const seen = asked.run('later', () =>
    throughGate('appliance', 'live', { signal, waitsFor: () => undefined }, () => Promise.resolve(asked.getStore())),
  );
  for (const name of ['a', 'b', 'c', 'd']) gate.end(name);
  expect(await seen).toBe('later');
  await Promise.all(first);
});
