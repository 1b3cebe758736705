-- name: newest
select v.scenario, v.version, v.name, v.whose, v.note, v.author, v.content, s.plan, v.plan_version, v.generation,
    v.as_of, v.saved_at,
    (select max(version) from scenario_version as other where other.scenario = v.scenario) as versions,
    coalesce(
        (select archived from scenario_archive as a where a.scenario = v.scenario order by a.rowid desc limit 1), 0
    ) as archived
from scenario_version as v
join scenario as s on s.id = v.scenario
where s.plan = :plan
    and v.version = (select max(version) from scenario_version as other where other.scenario = v.scenario)
order by v.saved_at desc, v.scenario

-- name: version
select v.scenario, v.version, v.name, v.whose, v.note, v.author, v.content, s.plan, v.plan_version, v.generation,
    v.as_of, v.saved_at,
    (select max(version) from scenario_version as other where other.scenario = v.scenario) as versions,
    coalesce(
        (select archived from scenario_archive as a where a.scenario = v.scenario order by a.rowid desc limit 1), 0
    ) as archived
from scenario_version as v
join scenario as s on s.id = v.scenario
where v.scenario = :scenario
    and v.version = coalesce(
        :version, (select max(version) from scenario_version as other where other.scenario = v.scenario)
    )

-- name: last_version
select max(version) from scenario_version where scenario = :scenario

-- name: add_scenario
insert into scenario (id, plan) values (:scenario, :plan)

-- name: add_version
insert into scenario_version
    (scenario, version, name, whose, note, author, content, plan_version, generation, as_of, saved_at)
values
    (:scenario, :version, :name, :whose, :note, :author, :content, :plan_version, :generation, :as_of, :saved_at)

-- name: archive
insert into scenario_archive (scenario, archived, author, at) values (:scenario, :archived, :author, :at)

-- name: draft
select id, sequence, author, content, plan, plan_version, generation, as_of, saved_at, scenario, version, session
from draft
where id = :draft
order by sequence desc
limit 1

-- name: add_draft
insert into draft
    (id, sequence, plan, session, author, content, plan_version, generation, as_of, saved_at, scenario, version)
values
    (:draft, :sequence, :plan, :session, :author, :content, :plan_version, :generation, :as_of, :saved_at, :of, :version)

-- name: forget_earlier
delete from draft where id = :draft and sequence < :sequence

-- name: drafts
select id, sequence, author, content, plan, plan_version, generation, as_of, saved_at, scenario, version, session
from draft
where plan = :plan
    and author = :author
    and sequence = (select max(sequence) from draft as other where other.id = draft.id)
order by saved_at desc, id

-- name: drop_draft
delete from draft where id = :draft and author = :author
