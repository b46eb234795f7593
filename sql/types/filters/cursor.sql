-- filters.cursor: where a page of values ended.

create type filters.cursor as (
    rank bigint,
    label text,
    value text
);

comment on type filters.cursor is
    'Label and value that a page ended with; rank of the last listed value up to it.';
