-- reading.edit: the place of a reader, according to one device at one time.
--
-- Scales are fixed, so equal edits are equal in every column. Device ids compare by
-- code point, so every client can order them in the same way.

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
    'A reader''s place in a series; reading._merge compares two of them.';
comment on column reading.edit.chapter is
    'The chapter as a number, for ordering; null if the series has no chapters.';
comment on column reading.edit.chapter_label is
    'The chapter as the source spells it, such as `12.5 extra`.';
comment on column reading.edit.percent is
    'How much of the series is read. Units: percent, 0 to 100.';
comment on column reading.edit.rewinds is
    'How often the reader went back on purpose, as far as the device knew.';
