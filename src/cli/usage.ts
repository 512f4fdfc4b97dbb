export const usageText = `goat: fixes issues, and proves it

goat index DIR                makes a commit of the repository in DIR searchable; what is known is not read again
    --rev REV              this revision (default: HEAD)
    --vectors              waits until MiniLM's vectors are there too
    --json                 prints one JSON document on standard output

goat search DIR QUERY|-       finds the code that a text is about, best first; - reads it from standard input
goat search DIR --uses SYMBOL              finds what uses a function, a type …; with --tests, the tests that do
goat search DIR --importers PATH           finds what imports a file; with --tests, the tests that do
    --rev REV              in this revision (default: HEAD)
    --top N                at most so many results (default: 10)
    --language L           only in files of this language
    --rewrite              lets a cheap model add names and words to the QUERY; needs ANTHROPIC_API_KEY
    --json                 prints one JSON document on standard output

goat context DIR --issue FILE|-   shows what the model would be given to fix an issue, why, and what it costs
    --rev REV              in this revision (default: HEAD)
    --budget TOKENS        prompts, issue, context and reply together (default: 100000)
    --rewrite              as of a search
    --json                 prints one JSON document on standard output, with the texts

goat fix DIR --issue FILE|-   fixes an issue on a new branch of the repository in DIR
    --test CMD             runs the tests (default: what package.json or the pytest files tell)
    --setup CMD            runs once before the tests, with network (default: copies ignored dependency folders)
    --base REV             starts from this revision (default: HEAD)
    --plan                 shows the plan and its risk, and stops; the next goat fix of the issue goes on from it
    --approve              goes on where the risk is high, which otherwise ends it with the plan
    --max-iterations N     rounds of edit and test (default: 5)
    --budget DOLLARS       for models whose prices are known (default: 10)
    --budget-tokens N      all tokens together (default: 1000000)
    --sandbox NAME         runs the tests in docker, podman, bubblewrap, unshare or none (default: the first that works)
    --image NAME           the container image for docker and podman (default: GOAT_SANDBOX_IMAGE)
    --allow-local-tests    runs the tests with your rights where there is no sandbox
    --record FILE          writes all recorded steps there, without secrets, for goat replay
    --json                 prints one JSON document on standard output

goat review DIR --base REV [PATH…]   says what a change loses, breaks and leaves untested; 1 if it is major
    --head REV             the change ends here (default: HEAD); it starts where this left the base
    --with-model           a model reads the change, too, for which it needs ANTHROPIC_API_KEY
    --budget-tokens N      ends the model's part when this many tokens are spent
    --json                 prints one JSON document on standard output

goat apply DIR --edits FILE|-     makes a patch of edits in the files of DIR, all of it or nothing (docs/edits.md)
    --check                only says what would become of the files
    --json                 prints one JSON document on standard output

goat merge BASE LEFT RIGHT    merges two descendants of a file by their syntax; marks conflicts, and exits with 1 then
    -o OUT                 writes the merge there (default: standard output)
    --path NAME            tells the language where file names do not, as in a git merge driver:
                           goat merge %O %A %B -o %A --path %P

goat memory list DIR          shows what was learnt from fixes of the repository in DIR
goat memory forget DIR ID     removes one
goat memory remember DIR "TEXT"          adds a convention that the next fixes are told of
    --json                 prints one JSON document on standard output

goat replay FILE [DIR]        runs a recorded fix again, offline; shows the first step that differs, and exits with 1 then
    --json                 prints one JSON document on standard output
goat export TASK [-o FILE]    writes the recording of a fix of the server (docs/replay.md)

goat demo [--live] [--json]              the whole loop against a GitHub on this machine, offline

Exit codes: 0 success, 1 the work failed, 2 wrong use.`;
