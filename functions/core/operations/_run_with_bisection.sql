-- core._run_with_bisection: run a statement over staged lines and find the failing
-- ones.
--
-- Bisecting here costs one subtransaction per attempt; from a client it would cost four
-- round trips as well, ten times as much. The left half runs first, so of two rows that
-- exclude each other the earlier one stays.

create or replace function core._run_with_bisection(
    p_statement text,
    p_lines bigint[],
    p_fatal_classes text[],
    out done bigint,
    out bad_lines bigint[],
    out reasons text[]
)
    returns record
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_from integer[] := array[1];
    v_to integer[] := array[cardinality(p_lines)];
    v_depth integer := 1;
    v_first integer;
    v_last integer;
    v_rows bigint;
    v_message text;
    v_detail text;
begin
    done := 0;
    bad_lines := '{}';
    reasons := '{}';
    while v_depth > 0 loop
        v_first := v_from[v_depth];
        v_last := v_to[v_depth];
        v_depth := v_depth - 1;
        continue when v_first > v_last;
        begin
            execute p_statement using p_lines[v_first], p_lines[v_last];
            get diagnostics v_rows = row_count;
            done := done + v_rows;
        exception when others then
            get stacked diagnostics
                v_message = message_text,
                v_detail = pg_exception_detail;
            -- A row refused by a policy has the same SQLSTATE as a missing privilege.
            if sqlstate <> '42501' and left(sqlstate, 2) = any(p_fatal_classes) then
                raise;
            elsif v_first = v_last then
                bad_lines := bad_lines || p_lines[v_first];
                reasons := reasons
                    || concat_ws(': ', sqlstate, v_message, nullif(v_detail, ''));
            else
                v_from[v_depth + 1] := (v_first + v_last) / 2 + 1;
                v_to[v_depth + 1] := v_last;
                v_from[v_depth + 2] := v_first;
                v_to[v_depth + 2] := (v_first + v_last) / 2;
                v_depth := v_depth + 2;
            end if;
        end;
    end loop;
end;
$$;

comment on function core._run_with_bisection(text, bigint[], text[]) is
$$Run a statement with $1 and $2 as first and last line, bisecting down to bad lines.

done is the number of rows that the statement reported; a reason has the position of its
bad line, as `sqlstate: message: detail`. For the owner: the statement runs as it is.
Errors: any whose SQLSTATE is in p_fatal_classes, since no line causes it.
$$;
