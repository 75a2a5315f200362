#include "import/desk_sink.hpp"

#include <stdexcept>
#include <utility>

#include "import/handover.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t rows_per_part = 1000;
constexpr std::size_t rows_of_a_commit = 8000;  // in larger ones each page of an index is written less often
constexpr std::size_t parts_waiting = rows_of_a_commit / rows_per_part;

}  // namespace

void DeskSink::submit(desk::Submission what) {
    const auto submitted = desk_.submit(
        std::move(what), [this](Outcome<desk::Answer> answer) { answers_.push_back(std::move(answer)); });
    if (submitted != desk::Desk::Submitted::queued) throw std::runtime_error("the desk takes no import");
    ++submitted_;
}

std::vector<desk::Answer> DeskSink::done() {
    while (answers_.size() < submitted_) (void)desk_.step(clock_.now());
    submitted_ = 0;
    std::vector<desk::Answer> all;
    for (Outcome<desk::Answer>& answer : std::exchange(answers_, {})) {
        if (!answer) throw std::runtime_error(answer.error().detail);
        all.push_back(std::move(*answer));
    }
    return all;
}

desk::Answer DeskSink::ask(desk::Submission what) {
    submit(std::move(what));
    return std::move(done().front());
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
    std::size_t rows_submitted = 0;
    const auto write = [&] {
        for (desk::Answer& answer : done()) desk::add(report, std::move(answer.imported.value()));
        rows_submitted = 0;
    };
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
        [&](desk::Import part) {
            for (const records::ImportedLife& life : part.lives) rows_submitted += life.rows.size();
            submit(std::move(part));
            if (rows_submitted >= rows_of_a_commit) write();
        });
    write();
    return report;
}

}  // namespace reeve::import
