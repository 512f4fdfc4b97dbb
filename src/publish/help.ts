/** What the bot answers to `/goat help`, and to a command that it does not know. */
export const helpText = `### Commands

A command counts at the start of a line of a new comment, from a person with write access.

| command | what it does |
|---|---|
| \`/goat fix [hint]\` | writes a fix for this issue, runs the repository's tests, and opens a pull request |
| \`/goat plan [hint]\` | shows how it would fix this issue, with the risk, and stops |
| \`/goat approve\` | lets exactly the plan, or the risky change, go on that is shown |
| \`/goat setup\` | proposes the workflow that runs the tests, and \`.github/goat.yml\` |
| \`/goat review [paths]\` | reviews this pull request, or these files of it |
| \`/goat stop\` | stops what is running for this issue |
| \`/goat resume\` | lets a fix go on that was stopped |
| \`/goat retry\` | lets a fix go on that failed, or tries anew |
| \`/goat allow-test-edits\` | accepts the changes of tests and of checks that a pull request shows |
| \`/goat memory\` | lists what was learnt here; \`forget ID\` removes one, \`remember TEXT\` adds a convention |
| \`/goat status\` | says what is running, and how the last tasks ended |
| \`/goat help\` | shows this table |

A plain comment of who is asked answers a question of the bot.

On a pull request of mine, just comment or review: I answer with a commit and a reply in every thread. On one of yours,
\`/goat fix [hint]\` mends it: with a tested commit on its branch, or with suggestions where I may not push.

Options of \`fix\` and \`plan\`: \`--max-iterations N\`, \`--budget DOLLARS\`, \`--budget-tokens N\`. Option of \`setup\`: \`--guard-workflows\` keeps your own workflows off the
bot's branches.`;
