-- reading.edit: where a reader was, according to one device at one time.
--
-- Fixed scales, so that equal edits are equal in every column; device ids by code
-- point, so that every client can order them alike.

create type reading.edit as (
    chapter numeric (9, 3),
    chapter_label text collate "C",
    page integer,
    percent numeric (5, 2),
    device_id text collate "C",
    rewinds integer,
    updated_at timestamptz
);

comment on type reading.edit is
    'A reader''s place in a series: what reading._merge decides between.';
comment on column reading.edit.chapter is
    'The chapter as a number, for ordering; null when the series has none.';
comment on column reading.edit.chapter_label is
    'The chapter as the source spells it, such as `12.5 extra`.';
comment on column reading.edit.percent is
    'How much of the series is read. Units: percent, 0 to 100.';
comment on column reading.edit.rewinds is
    'How often the reader had gone back on purpose, as far as the device knew.';
