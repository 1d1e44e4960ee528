import type { Args } from '../protocol/params.js';
import { forbidden, invalid } from '../protocol/errors.js';
import type { AccountRow } from '../state/model.js';
import type { Context } from './command.js';

/** The account that what is made is for: the one named, else the caller's, whoever owns what it is made of. */
export function ownerOf({ world, caller }: Context, args: Args): AccountRow {
  const name = args.get('account');
  if (name === undefined || name === caller.name) return caller;
  if (caller.role !== 'root-admin')
    throw forbidden('Caller does not have permission to operate with provided resource.');
  if (!args.has('domainid')) throw invalid('Account name and domain id must be specified together');
  const domainid = args.must('domainid');
  const account = world.db.accounts.find((row) => row.name === name && row.domainid === domainid);
  if (!account) throw invalid(`Unable to find account ${name} in domain ${domainid}`);
  return account;
}
