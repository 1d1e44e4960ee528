/** A process that complains and ends before it is ready. */
console.error('the disk is made of cheese');
process.exit(3);
