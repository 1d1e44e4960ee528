import { Jobs } from '../components/jobs.js';

export function HistoryPage() {
  return (
    <>
      <h1>History</h1>
      <Jobs />
    </>
  );
}
