-- concerts._hold_record: where an id leads, with that record held until the transaction
-- ends.
--
-- A merge, its undo and a deletion lock the records that they change. The caller waits
-- for them here, and then reads again where the id leads. A record that is there is not
-- redirected, so mostly one look-up is enough. The lock is the one that a foreign key
-- takes.

create or replace function concerts._hold_record(p_entity text, p_id bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 5;
    v_id bigint := p_id;
    v_present_id bigint;
begin
    for n in 1 .. c_most loop
        case p_entity
            when 'setlist_song' then
                perform from concerts.setlist_songs as s
                where s.id = v_id
                for key share;
            when 'show' then
                perform from concerts.shows as h
                where h.id = v_id
                for key share;
        end case;
        exit when found and v_id = p_id;
        v_present_id := concerts._present_id(p_entity, p_id);
        exit when v_present_id is not distinct from v_id;
        v_id := v_present_id;
    end loop;
    return v_id;
end;
$$;

comment on function concerts._hold_record(text, bigint) is
    'The present id of a show or setlist_song; no lock is taken where there is no '
    'record.';
