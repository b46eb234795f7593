-- suppliers._load_demo: fill the module with the demo, once.
--
-- Everything follows from today and a fixed seed. Locks out writers of tasks.

create or replace function suppliers._load_demo()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_today constant date := suppliers._project_day('UTC');
    v_tasks bigint;
    v_changes bigint;
begin
    lock table suppliers.projects in share row exclusive mode;
    select count(*)
    into v_tasks
    from suppliers.task_instances as i
    inner join suppliers.projects as p on i.project_id = p.id
    where p.metadata @> '{"source": "demo"}';
    if v_tasks > 0 then
        return jsonb_build_object('is_new', false, 'tasks', v_tasks);
    end if;
    perform suppliers._make_demo_parties(v_today);
    perform suppliers._make_demo_projects(v_today);
    perform suppliers._mute_tasks(true);
    v_tasks := suppliers._make_demo_tasks();
    v_changes := suppliers._play_demo_changes();
    perform suppliers._mute_tasks(false);
    return jsonb_build_object(
        'is_new', true, 'tasks', v_tasks, 'changes', v_changes
    );
end;
$$;

comment on function suppliers._load_demo() is
$$Make 5 projects, 40 suppliers and their tasks over two years around today.

Late, moved, blocked, waiting, cancelled and finished tasks have their history at its
times. Returns {is_new, tasks, changes}; where it is there, it stays: {is_new, tasks}.
$$;
