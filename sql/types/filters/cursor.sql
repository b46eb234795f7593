-- filters.cursor: the end of a page of values.

create type filters.cursor as (
    rank bigint,
    label text,
    value text
);

comment on type filters.cursor is
    'Label and value at the end of a page; rank of the last listed value up to it.';
