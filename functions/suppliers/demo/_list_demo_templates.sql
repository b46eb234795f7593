-- suppliers._list_demo_templates: the 100 templates of a project of the demo.

create or replace function suppliers._list_demo_templates()
    returns table (template jsonb)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'code', to_char(n, 'FM"T"000'),
        'title',
        case
            when n <= 90 then format(
                '%s: %s',
                (array['Housing', 'Base', 'Lid', 'Handle', 'Switch'])[(n - 1) % 5 + 1],
                (array[
                    'drawing', 'mould design', 'mould', 'mould trial', 'texture',
                    'tool approval', 'first shot', 'colour sample', 'fit check',
                    'drop test', 'golden sample', 'sample approval', 'material order',
                    'pilot run', 'first lot', 'second lot', 'last lot', 'packing'
                ])[(n - 1) / 5 + 1]
            )
            else (array[
                'Contract', 'Insurance', 'Quality plan', 'Cost sheet', 'Label texts',
                'Packaging artwork', 'Safety file', 'Test report', 'Freight booking',
                'Final report'
            ])[n - 90]
        end,
        'day', case when n <= 90 then 10 + n * 7 / 2 else (n - 90) * 30 end,
        'duration_days', 3 + n * 7 % 6,
        'phase', (array['tooling', 'samples', 'production'])[(n - 1) / 30 + 1],
        'capability',
        case
            when n <= 30 and n % 5 = 1 then 'moulding'
            when n between 31 and 60 and n % 5 = 2 then 'painting'
            when n between 61 and 90 and n % 5 = 3 then 'assembly'
        end
    )
    from generate_series(1, 100) as n
$$;

comment on function suppliers._list_demo_templates() is
    'Templates as set_task_templates takes them; day is the due day in the project.';
