/** One table of the state. Rows are changed through `update` only, so that no change can miss the file. */
export class Table<Row extends { id: string }> {
  private readonly rows = new Map<string, Row>();

  constructor(private readonly changed: (id: string) => void) {}

  get(id: string | null | undefined): Readonly<Row> | undefined {
    return id === null || id === undefined ? undefined : this.rows.get(id);
  }

  /** The row, which by the state's own rules exists; throws where it does not. */
  must(id: string | null | undefined): Readonly<Row> {
    const row = this.get(id);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  }

  /** In the order of insertion. */
  all(): Readonly<Row>[] {
    return [...this.rows.values()];
  }

  find(predicate: (row: Readonly<Row>) => boolean): Readonly<Row> | undefined {
    for (const row of this.rows.values()) if (predicate(row)) return row;
    return undefined;
  }

  filter(predicate: (row: Readonly<Row>) => boolean): Readonly<Row>[] {
    return this.all().filter(predicate);
  }

  insert(row: Row): Readonly<Row> {
    this.rows.set(row.id, row);
    this.changed(row.id);
    return row;
  }

  update(id: string, patch: Partial<Row>): Readonly<Row> {
    const row = { ...this.must(id), ...patch };
    this.rows.set(id, row);
    this.changed(id);
    return row;
  }

  delete(id: string): void {
    if (this.rows.delete(id)) this.changed(id);
  }

  clear(): void {
    for (const id of [...this.rows.keys()]) this.delete(id);
  }
}
