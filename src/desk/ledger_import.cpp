// Another desk's record, life by life, into the open transaction.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "desk/facts.hpp"
#include "desk/ledger.hpp"

namespace reeve::desk {

// Of a record that is there, the rows that it has; what was written in this transaction counts.
std::set<Digest> Ledger::rows_of(Id record) {
    std::set<Digest> rows;
    for (const records::Event& event : writer_.events_of(record)) {
        if (const std::optional<Digest> row = records::imported_row(event)) {
            rows.insert(*row);
        }
    }
    return rows;
}

Outcome<records::LifeImported> Ledger::decide_life(const records::Command& command, const Import& import,
                                                   const records::ImportedLife& life, When when) {
    const World& known = world();
    const RecordPtr record = this->record(records::imported_record(import.source, life.key));
    const process::Process* process = record ? known.of(*record) : known.active(import.process);
    if (process == nullptr) {
        return refuse(RefusalKind::busy, fmt::format("The version of '{}' that {} follows is not loaded.",
                                                     import.process, life.key));
    }
    WriterFacts facts(
        writer_, [this](Id id) { return this->record(id); }, known, nullptr);
    WriterSupply supply(writer_, entropy_);
    records::Situation situation = situation_in(known, process, record.get(), facts, supply, when);
    return records::import_life(situation, command, import.source, life,
                                record ? rows_of(record->id) : std::set<Digest>{});
}

bool Ledger::rests_on_the_same(const Import& import, const ToldAhead& ahead) const {
    const World& now = world();
    return now.directory == ahead.world->directory &&
           now.active(import.process) == ahead.world->active(import.process);
}

bool Ledger::take_ahead(const Import& import, std::span<std::optional<ToldAhead>> all, When when) {
    // Whether any of the records is here already, the store tells.
    const Outcome<bool> kept = under_savepoint([&]() -> Outcome<bool> {
        return std::ranges::all_of(all, [&](const std::optional<ToldAhead>& ahead) {
            return ahead && rests_on_the_same(import, *ahead) &&
                   write_sealed(ahead->told.plan, when, ahead->written);
        });
    });
    if (!kept || !*kept) {
        return false;
    }
    for (std::optional<ToldAhead>& ahead : all) {
        remember(ahead->told.plan);
    }
    return true;
}

Outcome<records::LifeImported> Ledger::tell(const records::Command& command, const Import& import,
                                            const records::ImportedLife& life, When when) {
    for (int attempt = 0; attempt <= limits_.retries; ++attempt) {
        records::LifeImported told;
        const Outcome<bool> kept = under_savepoint([&]() -> Outcome<bool> {
            Outcome<records::LifeImported> decided = decide_life(command, import, life, when);
            if (!decided) {
                return std::unexpected(std::move(decided.error()));
            }
            told = std::move(*decided);
            return write(told.plan, when);
        });
        if (!kept) {
            return std::unexpected(kept.error());
        }
        if (*kept) {
            remember(told.plan);
            return told;
        }
        cache_.forget(records::imported_record(import.source, life.key));
    }
    Refusal lost{RefusalKind::busy, "Others changed the same record at the same moment; try again.", {}, 1};
    return std::unexpected(std::move(lost));
}

}  // namespace reeve::desk
