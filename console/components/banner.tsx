import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { openJobs } from '../lib/queries.js';
import { stepWords, typeWords } from '../../client/words.js';

/** Every run that waits for a person, on every page. */
export function Banner() {
  const { data = [] } = useQuery(openJobs);
  const waiting = data.filter(({ status }) => status === 'attention');
  if (waiting.length === 0) return null;
  return (
    <aside className="banner" role="alert">
      <strong>
        <span aria-hidden="true">!</span> {waiting.length === 1 ? 'A run needs you' : `${waiting.length} runs need you`}
      </strong>
      <ul>
        {waiting.map((job) => (
          <li key={job.job_id}>
            <Link href={`/runs/${job.job_id}`}>
              {typeWords(job.job_type)} of {job.vm_name}
            </Link>
            {job.current_step !== null && <span>: {stepWords(job.current_step)}</span>}
          </li>
        ))}
      </ul>
    </aside>
  );
}
