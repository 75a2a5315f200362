#include "http/clock_figures.hpp"

#include "base/instant.hpp"

namespace reeve::http {
namespace {

Json whole_seconds(Duration span) {
    return span.micros / Duration::seconds(1).micros;
}

}  // namespace

Json clock_figures_json(const desk::ClockView& view) {
    const bool late = view.now.state == records::ClockState::met_late;
    return JsonObject{{"state", late ? "breached" : records::word(view.now.state)},
                      {"due", view.now.due ? Json(text(*view.now.due)) : Json()},
                      {"elapsed_s", whole_seconds(view.elapsed)},
                      {"remaining_s", view.remaining ? whole_seconds(*view.remaining) : Json()},
                      {"limit_s", whole_seconds(view.now.limit)},
                      {"calendar", view.calendar},
                      {"calendar_version", view.now.calendar_version}};
}

Json stretch_json(const desk::ClockView::Stretch& stretch) {
    return JsonObject{{"from", text(stretch.from)},   {"to", text(stretch.to)},
                      {"counted", stretch.counted},   {"reason", stretch.reason},
                      {"calendar", stretch.calendar}, {"calendar_version", stretch.calendar_version},
                      {"cause", stretch.cause}};
}

}  // namespace reeve::http
