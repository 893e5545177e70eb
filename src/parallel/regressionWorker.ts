/** What a thread of the team runs: its share of a descent. */
import { descendAsMember, type MemberAnswer, type MemberTask } from './regressionMember.ts';

export default function run(task: MemberTask): MemberAnswer {
  return descendAsMember(task);
}
