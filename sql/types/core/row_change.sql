-- core.row_change: one changed row of an attached table.

create type core.row_change as (
    id text,
    operation text,
    old_doc jsonb,
    new_doc jsonb
);

comment on type core.row_change is
$$id: the key as text; operation: insert, update or delete; old_doc, new_doc: the row,
null where the operation has none.
$$;
