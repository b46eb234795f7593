-- filters._refuse_spoilt: let no step of a change go on that writers have left behind.

create or replace function filters._refuse_spoilt()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    select fault into v_fault from filters.reshapes where fault is not null;
    if found then
        perform core.raise_error(
            'filters.reshape_refused',
            format(
                'The copy lacks lines that were written meanwhile (%s). Give the '
                'change up: rowhouse db partition filters.transactions --cancel.',
                v_fault
            )
        );
    end if;
end;
$$;

comment on function filters._refuse_spoilt() is
    'Errors: PT409 filters.reshape_refused.';
