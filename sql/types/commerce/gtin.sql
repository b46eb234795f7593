-- commerce.gtin: a Global Trade Item Number with its check digit.
--
-- GS1 General Specifications, 7.9: padded to 14 digits, the odd places count three
-- times, and the sum is a multiple of ten.

create domain commerce.gtin as text
constraint gtin_check
check (
    value ~ '^([0-9]{8}|[0-9]{12,14})$'
    and mod(
        3 * (
            substr(lpad(value, 14, '0'), 1, 1)::integer
            + substr(lpad(value, 14, '0'), 3, 1)::integer
            + substr(lpad(value, 14, '0'), 5, 1)::integer
            + substr(lpad(value, 14, '0'), 7, 1)::integer
            + substr(lpad(value, 14, '0'), 9, 1)::integer
            + substr(lpad(value, 14, '0'), 11, 1)::integer
            + substr(lpad(value, 14, '0'), 13, 1)::integer
        )
        + substr(lpad(value, 14, '0'), 2, 1)::integer
        + substr(lpad(value, 14, '0'), 4, 1)::integer
        + substr(lpad(value, 14, '0'), 6, 1)::integer
        + substr(lpad(value, 14, '0'), 8, 1)::integer
        + substr(lpad(value, 14, '0'), 10, 1)::integer
        + substr(lpad(value, 14, '0'), 12, 1)::integer
        + substr(lpad(value, 14, '0'), 14, 1)::integer,
        10
    ) = 0
);

comment on domain commerce.gtin is
    'GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14, in digits.';
