-- core._show_statement: a statement of a session, without what it may hold of secrets.
--
-- A literal, also a number, or a comment may be a password or the data of a person. Of
-- a statement that is planned the text up to the first of these is shown, of others the
-- first word. Control characters are commands to a terminal: they are left out.

create or replace function core._show_statement(p_statement text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_statement ~* '^\s*(select|insert|update|delete|merge|with)\M'
            then left(
                regexp_replace(
                    regexp_replace(
                        p_statement,
                        '(''|--|/\*|\$(?![0-9])|(?<![$[:alnum:]_])[0-9]).*',
                        '…'
                    ),
                    '[\s\u0001-\u001f\u007f-\u009f]+', ' ', 'g'
                ),
                200
            )
        else lower(substring(p_statement from '^\s*(\w+)'))
    end
$$;

comment on function core._show_statement(text) is
    'The text to its first literal or comment, in one line; the first word of others.';
