-- filters.counted_value: a value of a registered dimension in a result.

create type filters.counted_value as (
    value text collate "C",
    label text collate "C",
    lines bigint
);

comment on type filters.counted_value is
    'Value, label and number of lines.';
