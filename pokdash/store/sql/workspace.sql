-- What people keep around the figures. Nothing is computed from it but by handing it to the definitions together with
-- the ledger. A saved scenario never changes: a change is a new version, and archiving is a row of its own.
create table scenario (
    id text primary key check (length(id) between 8 and 20),
    plan text not null check (plan <> '')
) strict, without rowid;

create table scenario_version (
    scenario text not null references scenario (id),
    version integer not null check (version >= 1),
    name text not null check (trim(name) <> ''),
    whose text not null check (whose in ('official', 'college', 'committee')),
    note text not null,
    author text not null check (author <> ''),
    content text not null check (json_valid(content)),
    plan_version integer not null check (plan_version >= 1),
    generation integer not null check (generation >= 1),
    as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    saved_at text not null,
    primary key (scenario, version)
) strict, without rowid;

create table scenario_archive (
    scenario text not null references scenario (id),
    archived integer not null check (archived in (0, 1)),
    author text not null check (author <> ''),
    at text not null
) strict;

-- A draft is unfinished: only its last row counts, and earlier ones are removed.
create table draft (
    id text not null check (length(id) between 8 and 20),
    sequence integer not null check (sequence >= 1),
    plan text not null check (plan <> ''),
    session text not null check (session <> ''),
    author text not null check (author <> ''),
    content text not null check (json_valid(content)),
    plan_version integer not null check (plan_version >= 1),
    generation integer not null check (generation >= 1),
    as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    saved_at text not null,
    scenario text references scenario (id),
    version integer check (version >= 1),
    primary key (id, sequence),
    check ((scenario is null) = (version is null))
) strict, without rowid;

create trigger scenario_stays before update on scenario begin select raise(abort, 'append-only'); end;
create trigger scenario_is_kept before delete on scenario begin select raise(abort, 'append-only'); end;
create trigger version_stays before update on scenario_version begin select raise(abort, 'append-only'); end;
create trigger version_is_kept before delete on scenario_version begin select raise(abort, 'append-only'); end;
create trigger archive_stays before update on scenario_archive begin select raise(abort, 'append-only'); end;
create trigger archive_is_kept before delete on scenario_archive begin select raise(abort, 'append-only'); end;
