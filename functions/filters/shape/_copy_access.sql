-- filters._copy_access: give filters.transactions_new the grants, policies and comment
-- of filters.transactions.
--
-- Called when the table is made, and again at the switch: who may no longer read the
-- lines then, may not read them afterwards.

create or replace function filters._copy_access()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_statement text;
begin
    for v_statement in
        select format('revoke all on filters.transactions_new from %I', r.rolname)
        from pg_catalog.pg_class as c
        cross join lateral aclexplode(c.relacl) as a
        inner join pg_catalog.pg_roles as r on a.grantee = r.oid
        where c.oid = 'filters.transactions_new'::regclass and a.grantee <> c.relowner
        union
        select 'revoke all on filters.transactions_new from public'
        union
        select format('drop policy %I on filters.transactions_new', p.polname)
        from pg_catalog.pg_policy as p
        where p.polrelid = 'filters.transactions_new'::regclass
        union
        select format(
            'alter table filters.transactions_new %s row level security',
            case when c.relforcerowsecurity then 'force' else 'no force' end
        )
        from pg_catalog.pg_class as c
        where c.oid = 'filters.transactions'::regclass
    loop
        execute v_statement;
    end loop;
    for v_statement in
        select format(
            'grant %s on filters.transactions_new to %s%s',
            a.privilege_type,
            coalesce(quote_ident(r.rolname), 'public'),
            case when a.is_grantable then ' with grant option' else '' end
        )
        from pg_catalog.pg_class as c
        cross join lateral aclexplode(c.relacl) as a
        left join pg_catalog.pg_roles as r on a.grantee = r.oid
        where c.oid = 'filters.transactions'::regclass and a.grantee <> c.relowner
        union all
        select format(
            'grant %s (%I) on filters.transactions_new to %s%s',
            a.privilege_type,
            t.attname,
            coalesce(quote_ident(r.rolname), 'public'),
            case when a.is_grantable then ' with grant option' else '' end
        )
        from pg_catalog.pg_attribute as t
        cross join lateral aclexplode(t.attacl) as a
        left join pg_catalog.pg_roles as r on a.grantee = r.oid
        where t.attrelid = 'filters.transactions'::regclass and not t.attisdropped
    loop
        execute v_statement;
    end loop;

    for v_statement in
        select format(
            'create policy %I on filters.transactions_new as %s for %s to %s%s%s',
            p.policyname, p.permissive, p.cmd,
            (
                select string_agg(
                    case r.name
                        when 'public' then 'public' else quote_ident(r.name)
                    end,
                    ', '
                )
                from unnest(p.roles) as r (name)
            ),
            ' using (' || p.qual || ')',
            ' with check (' || p.with_check || ')'
        )
        from pg_catalog.pg_policies as p
        where p.schemaname = 'filters' and p.tablename = 'transactions'
        union all
        select format(
            'comment on policy %I on filters.transactions_new is %L',
            p.polname, obj_description(p.oid, 'pg_policy')
        )
        from pg_catalog.pg_policy as p
        where p.polrelid = 'filters.transactions'::regclass
        union all
        select format(
            'comment on table filters.transactions_new is %L',
            obj_description('filters.transactions'::regclass, 'pg_class')
        )
    loop
        execute v_statement;
    end loop;
end;
$$;

comment on function filters._copy_access() is
    'For a change of the shape: who may read the new table is who may read the old.';
