-- core._change_topic: the topic of one changed row; null where no user may hear of it.

create or replace function core._change_topic(p_made core.attachments, p_row jsonb)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most_bytes constant integer := 900;
    v_column constant text := p_made.options ->> 'owner';
    v_owner constant text := p_row ->> v_column;
begin
    return case
        when v_column is null then p_made.name
        when octet_length(v_owner) between 1 and c_most_bytes
            then format('%s:%s', p_made.name, v_owner)
    end;
end;
$$;

comment on function core._change_topic(core.attachments, jsonb) is
    'The name, and with an owner''s column its value in this row.';
