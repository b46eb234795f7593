-- core._can_owner_read: whether the owner of an endpoint may read a topic now.
--
-- It calls core.can_read_topic as that user: the claims are set for the duration of the
-- call, and so is rowhouse.on_behalf, since the worker that calls is an operator and
-- the owner is not. The roles are those of the owner when the endpoint was saved, as
-- far as auth.users still has them; without app metadata there the owner has no role. A
-- deleted or banned user reads nothing. If users are kept elsewhere
-- (core._is_owner_deleted), the saved roles count.

create or replace function core._can_owner_read(
    p_owner_id uuid, p_app_roles text[], p_topic text
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before text := coalesce(current_setting('request.jwt.claims', true), '');
    v_on_behalf text := coalesce(current_setting('rowhouse.on_behalf', true), '');
    v_standing text := core._user_status(p_owner_id);
    v_roles jsonb := to_jsonb(p_app_roles);
    v_answer boolean;
begin
    if v_standing = 'banned' or core._is_owner_deleted(p_owner_id) then
        return false;
    end if;
    if v_standing = 'listed' then
        select coalesce(jsonb_agg(r.role), '[]')
        into v_roles
        from unnest(p_app_roles) as r (role)
        inner join auth.users as u
            on
                u.id = p_owner_id
                and r.role = any(
                    core._token_roles(
                        jsonb_build_object('app_metadata', u.raw_app_meta_data)
                    )
                );
    end if;

    perform set_config(
        'request.jwt.claims',
        jsonb_build_object(
            'sub', p_owner_id,
            'role', 'authenticated',
            'app_metadata', jsonb_build_object('roles', v_roles)
        )::text,
        true
    );
    perform set_config('rowhouse.on_behalf', 'on', true);
    v_answer := core.can_read_topic(p_topic);
    perform set_config('rowhouse.on_behalf', v_on_behalf, true);
    perform set_config('request.jwt.claims', v_before, true);

    return coalesce(v_answer, false);
end;
$$;

comment on function core._can_owner_read(uuid, text[], text) is
    'Whether an endpoint of this owner, saved with these roles, may get this topic.';
