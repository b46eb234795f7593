-- concerts.list_sync_origins: the origins whose pages may call the edge function sync.
--
-- Definer: no app role may read settings that have a value of the operator.

create or replace function concerts.list_sync_origins()
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.setting('concerts.sync_origins')
$$;

grant execute on function concerts.list_sync_origins() to service_role;

comment on function concerts.list_sync_origins() is
$$Return origins whose pages may call sync, such as ["https://admin.example"]; [] admits
none.

Returns: [text]
Example: {}
Budget: 20 ms.
$$;
