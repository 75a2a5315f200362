#include "import/desk_sink.hpp"

#include <stdexcept>

namespace reeve::import {

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

desk::ImportReport DeskSink::put(Batch batch) {
    batch.what.actor.kind = records::ActorKind::desk;
    return ask(std::move(batch.what)).imported.value();
}

}  // namespace reeve::import
