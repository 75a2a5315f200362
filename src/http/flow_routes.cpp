#include "http/flow_routes.hpp"

#include "base/text.hpp"
#include "desk/list_cursor.hpp"
#include "http/flow_views.hpp"
#include "http/report_answer.hpp"
#include "store/custody_roles.hpp"
#include "store/flow_figure.hpp"
#include "store/unseen_clocks.hpp"

namespace reeve::http {
namespace {

constexpr std::size_t figure_most = 400;  // bytes of a key

store::Sight sight_of(const Call& call) {
    return desk::sight_of(*call.world, person_of(call));
}

struct Behind {
    std::string figure;
    store::FlowTest test;
};

Outcome<Behind> behind(const Call& call) {
    const std::string* key = call.parameter("figure");
    if (!key) return refuse(RefusalKind::malformed, "figure: which one? A report's line has its key.");
    auto test = key->size() <= figure_most ? store::read_figure(*key) : std::nullopt;
    if (!test) return refuse(RefusalKind::malformed, "figure: this is no figure's key.");
    return Behind{*key, std::move(*test)};
}

// What a cursor is bound to.
std::string list_name(const ReportQuestion& question, std::string_view figure) {
    const std::vector<std::string> parts{"flow",        question.process->id, question.type->name,
                                         question.from, question.to,          std::string(figure)};
    return join(parts, "\n");
}

}  // namespace

void report_flow(Api& api, Call call, Reply reply) {
    answer_report(api, call, std::move(reply),
                  [&](const ReportQuestion& question, Format format, store::FlowReader& reader) {
                      const store::Flow flow =
                          store::flow_without(reader, sight_of(call), question.asked, question.unseen);
                      return format == Format::csv
                                 ? csv_response("flow", question, flow_csv(*call.world, question, flow))
                                 : json_response(200, flow_json(*call.world, question, flow));
                  });
}

void report_conformance(Api& api, Call call, Reply reply) {
    answer_report(api, call, std::move(reply),
                  [&](const ReportQuestion& question, Format format, store::FlowReader& reader) {
                      const store::Moves moves = reader.moves(sight_of(call), question.asked);
                      return format == Format::csv
                                 ? csv_response("conformance", question,
                                                conformance_csv(*call.world, question, moves))
                                 : json_response(200, conformance_json(*call.world, question, moves));
                  });
}

void list_flow_records(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const Instant now = api.parts().clock.now();
        auto question = report_question(call, now);
        if (!question) return std::unexpected(question.error());
        auto asked = behind(call);
        if (!asked) return std::unexpected(asked.error());
        const bool internal = desk::reads_internal(*call.world, person_of(call), question->process->id);
        if (!internal) asked->test = store::by_roles(std::move(asked->test));
        if (!internal && asked->figure.starts_with(store::figure::reason("")))
            return refuse(RefusalKind::malformed,
                          "figure: why records were handed over is told to who reads internal entries.");
        auto limit = limit_of(call);
        if (!limit) return std::unexpected(limit.error());
        auto count = flag_of(call, "count", false);
        if (!count) return std::unexpected(count.error());
        const std::string list = list_name(*question, asked->figure);
        std::string position;
        if (const std::string* cursor = call.parameter("cursor")) {
            auto read = desk::read_cursor(*cursor, list, call.person);
            if (!read) return std::unexpected(read.error());
            position = std::move(*read);
        }
        auto queries = api.queries();
        const store::FlowTest test = store::without_clocks(std::move(asked->test), question->unseen);
        store::Page page =
            queries->reader().flow().records(sight_of(call), question->asked, test, position, *limit, *count);
        if (page.wrong_position)
            return refuse(RefusalKind::malformed, "This cursor is of another list; begin again without one.");
        if (!page.next.empty()) page.next = desk::write_cursor(page.next, list, call.person);
        return json_response(200, list_json(call, *queries, std::move(page), now));
    });
}

}  // namespace reeve::http
