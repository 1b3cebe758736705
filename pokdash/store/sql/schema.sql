-- The ledger store. Every table is append-only and every row carries the generation that added it, so that the rows
-- of one generation are exactly one change. Moments are UTC. Amounts are exact euro. No keys on the large tables:
-- the importer checks those set-wise.

create table publication (
    generation   integer   primary key check (generation > 0),
    published_at timestamp not null,
    actor_name   varchar   not null check (actor_name <> ''),
    actor_role   varchar   not null check (actor_role in ('viewer', 'adviser', 'manager'))
);

create table plan_version (
    generation  integer   not null,
    plan        varchar   not null check (plan <> ''),
    version     integer   not null check (version > 0),
    sha256      varchar   not null check (length(sha256) = 64),
    recorded_at timestamp not null,
    actor_name  varchar   not null,
    primary key (plan, version)
);

-- The texts of the plan folder, verbatim: what a plan version is read from.
create table plan_file (
    generation integer not null,
    plan       varchar not null,
    version    integer not null,
    name       varchar not null,
    content    varchar not null,
    primary key (plan, version, name)
);

create table plan_line (
    generation    integer not null,
    plan          varchar not null,
    version       integer not null,
    line          varchar not null,
    position      integer not null,
    line_group    varchar not null,
    name          varchar not null,
    official_name varchar not null,
    primary key (plan, version, line)
);

-- An amount that is unknown is null; a year and a period that are both null are a period that is not named.
create table allocation (
    generation integer not null,
    plan       varchar not null,
    version    integer not null,
    line       varchar not null,
    position   integer not null,
    year       integer,
    first_year integer,
    last_year  integer,
    amount     decimal(18, 2),
    kind       varchar not null check (kind in ('source', 'derived', 'assumption', 'example')),
    standing   varchar not null check (standing in ('proposed', 'college', 'council', 'information')),
    document   varchar,
    place      varchar,
    quote      varchar,
    primary key (plan, version, line, position),
    check (year is null or first_year is null),
    check ((first_year is null) = (last_year is null))
);

-- What was recorded about a plan after it was adopted, as JSON (see domain/register.py); null takes the entry back. The
-- last version counts, earlier ones remain. `about` is the record of the plan itself that an entry says more of.
create table register_entry (
    generation  integer   not null,
    plan        varchar   not null check (plan <> ''),
    register    varchar   not null check (register in ('phasing', 'carry_over', 'amendment', 'estimate', 'note')),
    name        varchar   not null check (name <> ''),
    version     integer   not null check (version > 0),
    content     varchar   check (content <> ''),
    about       varchar   check (about <> ''),
    reason      varchar   not null check (reason <> ''),
    recorded_at timestamp not null,
    actor_name  varchar   not null,
    primary key (plan, register, name, version)
);

-- What a generation expected, kept as it was computed then: what a line will have spent in all at the end of `day`, by each
-- method, with the bookings up to `made_on`. `shown` is the method that was shown, `example` whether bookings were invented. low and high are null without a range.
create table published_forecast (
    generation integer        not null,
    plan       varchar        not null,
    line       varchar        not null,
    example    boolean        not null,
    made_on    date           not null,
    method     varchar        not null check (method <> ''),
    shown      boolean        not null,
    day        date           not null check (day > made_on),
    eac        decimal(38, 2) not null,
    low        decimal(38, 2),
    high       decimal(38, 2),
    check ((low is null) = (high is null)),
    check (low <= high)
);

-- One import. Rows are rows of the file: each is loaded, left out (no booking of this plan, or known from an earlier
-- batch) or rejected. A row can hold more than one booking (a column for each year), so bookings are counted apart; null
-- is one booking for each row. Totals are of the bookings; `changed` says what was done with bookings that an earlier
-- batch holds with other contents. profile_toml is null for the own layout. expenditures_until is null where the file
-- does not say that its expenditures are complete until a day of their own. has_expenditures and has_commitments are about
-- the rows of the file, also those that an earlier batch holds; null is not recorded, as in an older format.
create table batch (
    generation     integer        not null,
    batch          integer        primary key check (batch > 0),
    plan           varchar        not null,
    example        boolean        not null,
    file_name      varchar        not null,
    file_sha256    varchar        not null check (length(file_sha256) = 64),
    file_extension varchar        not null default 'csv' check (regexp_full_match(file_extension, '[a-z0-9]{1,10}')),
    profile        varchar        check (profile <> ''),
    profile_toml   varchar        check (profile_toml <> ''),
    covered_until  date           not null,
    expenditures_until date       check (expenditures_until <= covered_until),
    recorded_at    timestamp      not null,
    actor_name     varchar        not null,
    rows_read      bigint         not null check (rows_read >= 0),
    rows_left_out  bigint         not null check (rows_left_out >= 0),
    rows_rejected  bigint         not null default 0 check (rows_rejected >= 0),
    bookings_read  bigint         check (bookings_read >= 0),
    bookings_left_out bigint      check (bookings_left_out between 0 and bookings_read),
    total_read     decimal(38, 2) not null,
    total_left_out decimal(38, 2) not null,
    changed        varchar        check (changed in ('leave', 'correct')),
    has_expenditures boolean,
    has_commitments boolean,
    check (rows_left_out + rows_rejected <= rows_read),
    check ((bookings_read is null) = (bookings_left_out is null)),
    check ((profile is null) = (profile_toml is null))
);

-- Bookings of a file that an earlier batch holds, the same or changed: the batch leans on that earlier one.
create table batch_overlap (
    generation   integer not null,
    batch        integer not null,
    earlier      integer not null check (earlier < batch),
    rows_shared  bigint  not null check (rows_shared >= 0),
    rows_changed bigint  not null default 0 check (rows_changed >= 0),
    primary key (batch, earlier),
    check (rows_shared + rows_changed > 0)
);

-- What is wrong with the rows that a batch did not load although the others were: text key row_problem.<reason>, whose
-- placeholders are `params` (a JSON object). A row with more faults has more of these.
create table rejected_row (
    generation  integer not null,
    batch       integer not null,
    source_row  bigint  not null check (source_row > 0),
    column_name varchar,
    found       varchar,
    reason      varchar not null check (reason <> ''),
    params      varchar not null
);

-- Undoing a batch is one row, redoing it is one row.
create table batch_event (
    generation  integer   not null,
    event       integer   primary key check (event > 0),
    batch       integer   not null,
    kind        varchar   not null check (kind in ('undone', 'redone')),
    reason      varchar   not null,
    recorded_at timestamp not null,
    actor_name  varchar   not null
);

-- Bookings. A row with `corrects` is a reversing entry: it takes away the booking with the same kind, year, number and line
-- of that earlier batch, and its source_row is the row of the file that holds the booking as it is now; of a booking that
-- the file does not have any more, its own row in the earlier file.
create table expenditure (
    generation        integer        not null,
    batch             integer        not null,
    source_row        bigint         not null check (source_row > 0),
    line              varchar        not null check (line <> ''),
    booking_date      date           not null,
    fiscal_year       smallint       not null check (fiscal_year between 1900 and 2200),
    amount            decimal(18, 2) not null,
    booking_number    varchar        not null check (booking_number <> ''),
    booking_line      integer        not null check (booking_line > 0),
    commitment_number varchar        check (commitment_number <> ''),
    decision          varchar,
    description       varchar        not null,
    corrects          integer        check (corrects < batch)
);

create table commitment (
    generation        integer        not null,
    batch             integer        not null,
    source_row        bigint         not null check (source_row > 0),
    line              varchar        not null check (line <> ''),
    booking_date      date           not null,
    fiscal_year       smallint       not null check (fiscal_year between 1900 and 2200),
    amount            decimal(18, 2) not null,
    booking_number    varchar        not null check (booking_number <> ''),
    booking_line      integer        not null check (booking_line > 0),
    commitment_number varchar        not null check (commitment_number <> ''),
    decision          varchar,
    description       varchar        not null,
    corrects          integer        check (corrects < batch)
);

create table amendment (
    generation     integer        not null,
    batch          integer        not null,
    source_row     bigint         not null check (source_row > 0),
    line           varchar        not null check (line <> ''),
    booking_date   date           not null,
    fiscal_year    smallint       check (fiscal_year between 1900 and 2200),
    amount         decimal(18, 2) not null,
    booking_number varchar        not null check (booking_number <> ''),
    booking_line   integer        not null check (booking_line > 0),
    decision       varchar        not null check (decision <> ''),
    description    varchar        not null,
    corrects       integer        check (corrects < batch)
);

-- Sums of the bookings by day, from which every figure is answered: made from the tables above in the transaction that
-- adds a batch, so the journal does not keep them. Reversing entries count as any booking. `invoiced` is what of the amount
-- names a commitment.
create table expenditure_day (
    generation   integer        not null,
    batch        integer        not null,
    line         varchar        not null,
    fiscal_year  smallint       not null,
    booking_date date           not null,
    bookings     bigint         not null check (bookings > 0),
    amount       decimal(38, 2) not null,
    invoiced     decimal(38, 2) not null
);

-- The same of the expenditures that name a commitment, by commitment.
create table payment_day (
    generation        integer        not null,
    batch             integer        not null,
    line              varchar        not null,
    commitment_number varchar        not null,
    fiscal_year       smallint       not null,
    booking_date      date           not null,
    amount            decimal(38, 2) not null
);

-- The days of payment_day taken together by month, because there are as many days as bookings of a small commitment.
create table payment_month (
    generation        integer        not null,
    batch             integer        not null,
    line              varchar        not null,
    commitment_number varchar        not null,
    fiscal_year       smallint       not null,
    month             date           not null check (day(month) = 1),
    amount            decimal(38, 2) not null
);
