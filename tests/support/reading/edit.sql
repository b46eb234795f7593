-- tests.edit: an edit of reading from its parts, the rest as usual.

create or replace function tests.edit(
    p_chapter numeric, p_device_id text, p_updated_at timestamptz,
    p_rewinds integer default 0
)
    returns reading.edit
    language sql
    immutable
    security invoker
return row(
    p_chapter, null, null, null, p_device_id, p_rewinds, p_updated_at
)::reading.edit;
