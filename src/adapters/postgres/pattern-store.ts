import { toSql } from 'pgvector';
import { confidence } from '../../memory/confidence.ts';
import type { Pattern } from '../../memory/pattern.ts';
import type { FoundPattern, PatternStore } from '../../memory/pattern-store.ts';
import { distinctWords, textOfPattern } from '../../memory/text-of-pattern.ts';
import type { Database } from './database.ts';
import { createIndexKeys } from './index-keys.ts';

/** Of other repositories of an installation, the latest. */
const mostOfOthers = 1_000;

/** A row as a `Pattern`; what is needed of the content's envelope is taken out of it again. */
const columns = `repository, id, kind, task_id as "taskId", pull_number as "pullNumber",
  content - 'origin' as content, content -> 'origin' as origin, confidence`;

export function createPatternStore(database: Database): PatternStore {
  const keys = createIndexKeys(database);
  const select = (where: string, values: readonly unknown[]) =>
    database.query<Pattern>(`select ${columns} from patterns where repository = $1 and ${where}`, values);

  return {
    async save({ repository, installation, origin }, { kind, source, taskId, pullNumber, commits, content, ...rest }) {
      await database.query(
        `insert into patterns as known
           (repository, installation, kind, source, task_id, pull_number, commits, content, words, confidence)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (repository, source) do update set
           content = case when known.kind in ('candidate', 'convention') then excluded.content else known.content end,
           words = case when known.kind in ('candidate', 'convention') then excluded.words else known.words end,
           commits = array(select distinct unnest(known.commits || excluded.commits)),
           pull_number = coalesce(excluded.pull_number, known.pull_number),
           confidence = case when known.kind = 'convention' and excluded.content <> known.content
                        then known.confidence + (1 - known.confidence) * $11::real else known.confidence end,
           used_at = now()`,
        [
          ...[repository, installation, kind, source, taskId, pullNumber, commits],
          ...[JSON.stringify({ ...content, origin }), distinctWords(textOfPattern(content)), rest.confidence],
          confidence.helped,
        ],
      );
    },

    async settle(repository, id, { kind, content, confidence: sure, commits }) {
      await database.transaction(async (transaction) => {
        // The text may be another now, and so its vectors.
        await transaction.query('delete from pattern_vectors where repository = $1 and pattern = $2', [repository, id]);
        await transaction.query(
          `update patterns set kind = $3, content = $4::jsonb || jsonb_build_object('origin', content -> 'origin'),
             words = $5, confidence = $6, commits = array(select distinct unnest(commits || $7::text[])), used_at = now()
           where repository = $1 and id = $2 and kind <> 'convention'`,
          [repository, id, kind, JSON.stringify(content), distinctWords(textOfPattern(content)), sure, commits],
        );
      });
    },

    ofPullRequest: (repository, pullNumber) => select('pull_number = $2 order by id', [repository, pullNumber]),
    ofCommits: (repository, commits) => select('commits && $2::text[] order by id', [repository, commits]),
    ofKind: (repository, kind) => select('kind = $2 order by id desc', [repository, kind]),
    list: (repository, limit) =>
      select("kind <> 'candidate' order by confidence desc, id desc limit $2", [repository, limit]),

    async search(repository, { words, embedder, vector, installation }) {
      const rows = await database.query<Pattern & Pick<FoundPattern, 'words' | 'similarity'>>(
        `with scope as (
           (select * from patterns where repository = $1 and kind <> 'candidate')
           union all
           (select * from patterns
            where installation = $2 and repository <> $1 and kind in ('fix', 'wrong way') and words && $3::text[]
            order by used_at desc limit ${mostOfOthers}))
         select ${columns}, words, (
           select 1 - (v.embedding <=> $5::halfvec) from pattern_vectors v
           where v.repository = scope.repository and v.embedder = $4 and v.pattern = scope.id) as similarity
         from scope`,
        [repository, installation, words, await keys.embedder(embedder), toSql([...vector])],
      );
      return rows.map(({ words: own, similarity, ...pattern }) => ({ pattern, words: own, similarity }));
    },

    async unembedded(repository, embedder, limit) {
      return select(
        `kind <> 'candidate' and not exists (
           select from pattern_vectors v
           where v.repository = patterns.repository and v.pattern = patterns.id and v.embedder = $2)
         order by id limit $3`,
        [repository, await keys.embedder(embedder), limit],
      );
    },

    async addVectors(repository, embedder, vectors) {
      await database.query(
        `insert into pattern_vectors (repository, embedder, pattern, embedding)
         select $1, $2, new.id, new.vector::halfvec from unnest($3::integer[], $4::text[]) as new (id, vector)
         where exists (select from patterns p where p.repository = $1 and p.id = new.id) on conflict do nothing`,
        [
          repository,
          await keys.embedder(embedder),
          vectors.map(({ id }) => id),
          vectors.map(({ vector }) => toSql([...vector])),
        ],
      );
    },

    async noteRecalls(taskId, patterns) {
      const [repositories, ids] = [patterns.map(({ repository }) => repository), patterns.map(({ id }) => id)];
      await database.query(
        `with shown as (
           update patterns p set used_at = now() from unnest($2::text[], $3::integer[]) as new (repository, id)
           where p.repository = new.repository and p.id = new.id returning p.repository, p.id)
         insert into pattern_recalls (repository, pattern, task_id) select repository, id, $1 from shown
         on conflict do nothing`,
        [taskId, repositories, ids],
      );
    },

    async judgeRecalls(taskId, verdict) {
      await database.query(
        `with judged as (
           update pattern_recalls set verdict = $2 where task_id = $1 and verdict is distinct from $2
           returning repository, pattern)
         update patterns p set confidence = case when $2 = 'helped' then confidence + (1 - confidence) * $3::real
                                                 else confidence * $4::real end
         from judged where p.repository = judged.repository and p.id = judged.pattern`,
        [taskId, verdict, confidence.helped, confidence.misled],
      );
    },

    async forget(repository, id) {
      const removed = await database.query('delete from patterns where repository = $1 and id = $2 returning id', [
        repository,
        id,
      ]);
      return removed.length > 0;
    },

    async collect(repository, { fixes, conventions, unusedDays, candidateDays }) {
      await database.query(
        `with ranked as (
           select id, kind, used_at, confidence, row_number() over (
             partition by kind = 'convention', kind = 'candidate' order by confidence desc, used_at desc, id desc) as place
           from patterns where repository = $1)
         delete from patterns p using ranked r
         where p.repository = $1 and p.id = r.id and (
           r.used_at < now() - make_interval(days => case r.kind when 'candidate' then $5::integer else $4::integer end)
           or r.kind <> 'candidate' and r.confidence < $6::real
           or r.place > case r.kind when 'convention' then $3::integer else $2::integer end)`,
        [repository, fixes, conventions, unusedDays, candidateDays, confidence.leastKept],
      );
    },
  };
}
