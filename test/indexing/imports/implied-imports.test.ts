import { expect, test } from 'vitest';
import { impliedImports } from '../../../src/indexing/imports/implied-imports.ts';
import { repositoryFiles } from '../../../src/indexing/imports/repository-files.ts';

test.each([
  ['pkg/a_test.go', 'pkg/a.go', 'b/a.go'],
  ['src/a.test.ts', 'src/a.ts', 'lib/a.ts'],
  ['src/__tests__/A.test.tsx', 'src/A.tsx', 'test/A.tsx'],
  ['tests/test_app.py', 'src/flask/app.py', 'src/flask/json.py'],
  ['src/test/java/a/b/FooTest.java', 'src/main/java/a/b/Foo.java', 'src/main/java/a/c/Foo.java'],
  ['src/test/java/a/b/FooIT.java', 'src/main/java/a/b/Foo.java', 'x/Foo.java'],
  ['test/models/user_test.rb', 'app/models/user.rb', 'app/views/user.rb'],
  ['spec/shop/cart_spec.rb', 'lib/shop/cart.rb', 'lib/other/cart.rb'],
  ['tests/ClientTest.php', 'src/Client.php', 'src/Sub/Clients.php'],
  ['Acme.Tests/ParserTests.cs', 'Acme/Parser.cs', 'Acme/Lexer.cs'],
  ['test/plug/conn_test.exs', 'lib/plug/conn.ex', 'lib/conn/plug.ex'],
  ['Tests/AcmeTests/LexerTests.swift', 'Sources/Acme/Lexer.swift', 'Sources/Acme/Parser.swift'],
  ['test/cart_test.dart', 'lib/src/cart.dart', 'lib/src/carts.dart'],
  ['src/test/Auth.t.sol', 'src/auth/Auth.sol', 'src/auth/Owned.sol'],
])('%s stands for %s', (path, subject, other) => {
  expect(impliedImports(path, repositoryFiles([path, subject, other]))).toEqual([subject]);
});

test('where two files fit alike, neither is meant', () => {
  const files = repositoryFiles(['test/a_test.rb', 'lib/x/a.rb', 'lib/y/a.rb']);
  expect(impliedImports('test/a_test.rb', files)).toEqual([]);
});

test('a file that is no test stands for itself alone', () => {
  expect(impliedImports('src/test_of_strength.ts', repositoryFiles(['src/of_strength.ts']))).toEqual([]);
  expect(impliedImports('src/latest.ts', repositoryFiles(['src/la.ts', 'src/latest.ts']))).toEqual([]);
});
