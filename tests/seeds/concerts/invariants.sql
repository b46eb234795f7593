-- Proves sql/seeds/concerts/invariants.sql.j2.
begin;
select plan(7);

-- Given: the double tour, after a merge.
select tests.double_tour();
do $$ begin perform concerts._merge_records('venue', 2001, '{2002}', null); end; $$;
create function pg_temp.violated(p_break text) returns text[] language plpgsql as $$
declare
    v_found text[];
begin
    execute p_break;
    v_found := array(
        select i.name from core.invariants as i
        where i.module = 'concerts' and (core.run_invariant(i.name)).violations > 0
        order by i.name
    );
    raise exception sqlstate 'TT000' using detail = v_found::text;
exception
    when sqlstate 'TT000' then
        return v_found;
end;
$$;

select is(pg_temp.violated('select'), '{}', 'they hold');
select is(pg_temp.violated(b.statement), array['concerts.' || b.name], b.name)
from (
    values
    (
        'insert into concerts.redirects (entity, from_id, to_id) '
        'values (''artist'', 1, 2)',
        'redirects_end'
    ),
    (
        'insert into concerts.redirects (entity, from_id, to_id) '
        'values (''show'', 4001, 4002)',
        'redirects_end'
    ),
    (
        'update concerts.external_ids set record_id = 1 where external_id = ''sp-1''',
        'external_ids_have_records'
    ),
    (
        'drop index concerts.artists_name_ticketmaster_id_idx;'
        'insert into concerts.artists (name, ticketmaster_id) '
        'values (''alto'', ''K1'')',
        'names_are_unique'
    ),
    (
        'update concerts.vote_counts set votes = votes + 1 '
        'where setlist_song_id = 6001',
        'counters_equal_votes'
    ),
    (
        'update concerts.artist_heats set votes = votes + 1 where artist_id = 1001',
        'heats_equal_votes'
    )
) as b (statement, name);

select * from finish();
rollback;
