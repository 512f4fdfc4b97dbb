-- The latest first requests to a model, counted and as it reported them: the size of its tokens.
create index tasks_by_model on tasks ((record -> 'opening' ->> 'model'), id desc)
  where record -> 'opening' -> 'reported' <> 'null';
