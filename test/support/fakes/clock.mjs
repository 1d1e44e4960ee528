/** Preloaded into a process (`--import`): SIGHUP sets its clock by CLOCK_OFFSET_MS, and the next one back. */
const Right = Date;
const now = Date.now.bind(Date);
let offset = 0;
process.on('SIGHUP', () => (offset = offset === 0 ? Number(process.env.CLOCK_OFFSET_MS) : 0));
Right.now = () => now() + offset;
globalThis.Date = new Proxy(Right, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [Right.now()] : args, made),
});
