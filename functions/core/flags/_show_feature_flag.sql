-- core._show_feature_flag: a flag as its administrators see it.

create or replace function core._show_feature_flag(p_flag core.feature_flags)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(p_flag) || jsonb_build_object(
        'user_ids',
        coalesce(
            (
                select jsonb_agg(u.user_id order by u.user_id)
                from core.feature_flag_users as u
                where u.flag_name = (p_flag).name
            ),
            '[]'
        )
    )
$$;

comment on function core._show_feature_flag(core.feature_flags) is
    'The row and user_ids, the users who are listed.';
