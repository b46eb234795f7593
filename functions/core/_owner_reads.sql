-- core._owner_reads: would this owner of an endpoint be let read this topic now?
--
-- Asks core.can_read_topic as that user: the claims stand for the length of the call.
-- The roles are those the owner had when the endpoint was saved, as far as auth.users
-- still has them; a user who is gone reads nothing. Where users are kept elsewhere
-- (no row, or no app metadata) the saved roles count.

create or replace function core._owner_reads(
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
    v_user record;
    v_roles jsonb := to_jsonb(p_app_roles);
    v_answer boolean;
begin
    select u.deleted_at, u.raw_app_meta_data as metadata
    into v_user
    from auth.users as u
    where u.id = p_owner_id;
    if v_user.deleted_at is not null then
        return false;
    end if;
    if v_user.metadata is not null then
        select coalesce(jsonb_agg(r.role), '[]')
        into v_roles
        from unnest(p_app_roles) as r (role)
        where r.role = any(
            core._token_roles(jsonb_build_object('app_metadata', v_user.metadata))
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
    v_answer := core.can_read_topic(p_topic);
    perform set_config('request.jwt.claims', v_before, true);

    return coalesce(v_answer, false);
end;
$$;

comment on function core._owner_reads(uuid, text[], text) is
    'Whether an endpoint of this owner, saved with these roles, may get this topic.';
