/**
 * Ends a lateral subquery, so that it is looked up by an index for each row. The embedded database never gathers statistics
 * by itself, and a planner without them would rather read a whole table for each page of keys. PostgreSQL does not make a
 * join of a subquery with an offset (src/backend/optimizer/prep/prepjointree.c, `is_simple_subquery`).
 */
export const eachByIndex = 'offset 0';
