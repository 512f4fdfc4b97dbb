import type { Node } from 'web-tree-sitter';
import type { Suppression } from './read-unit.ts';

const longest = 300;

const suppressing =
  /\bnoqa\b|\btype: ?ignore\b|\bpyright: ?(?:ignore|basic)|\bpylint: ?(?:disable|skip-file)|\bmypy: ?(?:ignore-errors|disable)|\bruff: ?noqa|\bnosec\b|\bpragma: ?no ?cover|\beslint-disable|@ts-(?:ignore|nocheck|expect-error)|\bbiome-ignore|\btslint:disable|\boxlint-disable|\b(?:istanbul|c8|v8) ignore|\bnolint\b|\blint:(?:file-)?ignore|^#!?\[(?:allow|cfg_attr\(.{0,80}allow)\b|^#!?\[(?:coverage\(off|rustfmt::skip)|\brubocop: ?(?:disable|todo)|:nocov:|\b(?:phpcs|phpstan|psalm)[:-](?:ignore|disable|suppress)|@(?:phpstan|psalm)-(?:ignore|suppress)|@codeCoverageIgnore|@SuppressWarnings|@Suppress\b|\bNOSONAR\b|\bnoinspection\b|\bswiftlint:disable|\bcredo:disable|\bpragma warning disable|\bSuppressMessage\b|\bdeno-lint-ignore|\bstylelint-disable|\bclang-tidy|\bNOLINT\b|\bktlint-disable/;

/** Of a whole file, or of whatever check may find something. */
const broad =
  /\bnoqa(?!:? ?[A-Z])|\btype: ?ignore(?!\[)|\bpyright: ?(?:basic|ignore(?!\[))|pylint: ?(?:skip-file|disable=all)|\bmypy:|\bruff: ?noqa(?!: ?[A-Z])|@ts-(?:ignore|nocheck)|\beslint-disable(?!-(?:next-)?line)|\beslint-disable-(?:next-)?line\s*(?:\*\/|$|--)|\btslint:disable(?!-(?:next-)?line)|\boxlint-disable(?!-(?:next-)?line)|\bnolint(?!: ?[a-z])|^#!\[|lint:file-ignore|rubocop: ?disable all|\bphpcs:ignoreFile|swiftlint:disable all|credo:disable-for-this-file|ignore file/;

/** A comment or an attribute that silences a check. */
export function readSuppression(node: Node, text: string): Suppression | undefined {
  const written = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + longest));
  if (!suppressing.test(written)) return undefined;
  return { line: node.startPosition.row + 1, text: written.trim(), broad: broad.test(written) };
}
