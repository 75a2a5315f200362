#include "import/desk_sink.hpp"

#include <stdexcept>
#include <utility>

#include "import/handover.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t rows_per_part = 2000;  // of a commit
constexpr std::size_t parts_waiting = 2;

}  // namespace

desk::Answer DeskSink::ask(desk::Submission what) {
    std::optional<Outcome<desk::Answer>> done;
    const auto submitted =
        desk_.submit(std::move(what), [&](Outcome<desk::Answer> answer) { done = std::move(answer); });
    if (submitted != desk::Desk::Submitted::queued) throw std::runtime_error("the desk takes no import");
    while (!done) (void)desk_.step(clock_.now());
    if (!*done) throw std::runtime_error((*done).error().detail);
    return std::move(**done);
}

void DeskSink::enter_calendar(const std::string& name, const Json& hours) {
    if (desk_.world()->directory->calendar(name)) return;
    desk::Administer calendar;
    calendar.kind = desk::Administer::Kind::calendar;
    calendar.value = JsonObject{{"name", name}, {"title", name}, {"spec", hours}};
    (void)ask(std::move(calendar));
}

std::vector<std::int64_t> DeskSink::enter(desk::Import& batch) {
    desk::Import entries;
    entries.actor.kind = records::ActorKind::desk;
    entries.source = batch.source;
    entries.process = batch.process;
    entries.organisations = std::move(batch.organisations);
    entries.teams = std::move(batch.teams);
    entries.people = std::move(batch.people);
    for (const records::ImportedLife& life : batch.lives) entries.foreseen.push_back({life.key, life.type});
    return ask(std::move(entries)).imported.value().numbers;
}

desk::ImportReport DeskSink::put(Batch batch) {
    const std::vector<std::int64_t> numbers = enter(batch.what);
    desk::Foresight foresight{desk_.world(),     entropy_,           clock_.now(),
                              batch.what.source, batch.what.process, {}};
    foresight.command.id = entropy_.id();
    foresight.command.actor.kind = records::ActorKind::import;
    desk::ImportReport report;
    hand_over<desk::Import>(
        parts_waiting,
        [&](Handover<desk::Import>& handover) {
            desk::Import part;
            std::size_t rows = 0;
            for (std::size_t i = 0; i < batch.what.lives.size(); ++i) {
                records::ImportedLife& life = batch.what.lives[i];
                rows += life.rows.size();
                part.ahead.push_back(numbers[i] > 0 ? desk::tell_ahead(foresight, life, numbers[i])
                                                    : std::nullopt);
                part.lives.push_back(std::move(life));
                if (rows < rows_per_part && i + 1 < batch.what.lives.size()) continue;
                part.actor.kind = records::ActorKind::desk;
                part.source = batch.what.source;
                part.process = batch.what.process;
                if (!handover.give(std::exchange(part, {}))) return;
                rows = 0;
            }
        },
        [&](desk::Import part) { desk::add(report, ask(std::move(part)).imported.value()); });
    return report;
}

}  // namespace reeve::import
