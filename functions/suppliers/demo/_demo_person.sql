-- suppliers._demo_person: the person who works for a supplier of the demo.

create or replace function suppliers._demo_person(p_code text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_code
        when 'DEMO-01' then 'sam'
        when 'DEMO-02' then 'sue'
        when 'DEMO-03' then 'sol'
        else lower(p_code)
    end
$$;

comment on function suppliers._demo_person(text) is
    'A name that `rowhouse token --user` knows; the id of the user is its MD5.';
