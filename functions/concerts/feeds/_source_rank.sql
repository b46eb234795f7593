-- concerts._source_rank: which source's word counts for a kind of field; 1 is first.
--
-- A source writes a field unless a record has an id of one before it; then it only
-- fills what is empty. So two sources never write over each other in turn.

create or replace function concerts._source_rank(p_field text, p_source text)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_position(
        case p_field
            when 'picture' then '{spotify,ticketmaster,musicbrainz,setlistfm}'::text[]
            else '{ticketmaster,spotify,musicbrainz,setlistfm}'::text[]
        end,
        p_source
    )
$$;

comment on function concerts._source_rank(text, text) is
    'Return the rank of a source for a field: picture (genres and image), or another '
    'one.';
