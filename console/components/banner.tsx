import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { openJobs } from '../lib/queries.js';
import { stepWords, typeWords } from '../../client/words.js';

/** Named in the banner; the list of VMs shows them all. */
const MOST = 3;

/** Every run that waits for a person, on every page. */
export function Banner() {
  const { data = [] } = useQuery(openJobs);
  const waiting = data
    .filter(({ status }) => status === 'attention')
    .toSorted((a, b) => a.created_at.localeCompare(b.created_at));
  if (waiting.length === 0) return null;
  return (
    <aside className="banner" role="alert">
      <strong>
        <span aria-hidden="true">!</span> {waiting.length === 1 ? 'A run needs you' : `${waiting.length} runs need you`}
      </strong>
      <ul>
        {waiting.slice(0, MOST).map((job) => (
          <li key={job.job_id}>
            <Link href={`/runs/${job.job_id}`}>
              {typeWords(job.job_type)} of {job.vm_name}
            </Link>
            {job.current_step !== null && <span>: {stepWords(job.current_step)}</span>}
          </li>
        ))}
        {waiting.length > MOST && <li>and {waiting.length - MOST} more</li>}
      </ul>
    </aside>
  );
}
