-- core.page: the page of a list that a caller asks for.

create type core.page as (
    list text,
    key text [],
    size integer
);

comment on type core.page is
$$What core.read_page has read: the list's name, the key after which the page begins, or
null for the first page, and how many items it may have.
$$;
