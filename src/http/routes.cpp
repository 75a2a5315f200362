#include <algorithm>
#include <iterator>

#include "http/agreement_routes.hpp"
#include "http/backtest_routes.hpp"
#include "http/clock_routes.hpp"
#include "http/custody_report.hpp"
#include "http/directory_routes.hpp"
#include "http/draft_routes.hpp"
#include "http/examination_routes.hpp"
#include "http/flow_routes.hpp"
#include "http/hours_report.hpp"
#include "http/import_routes.hpp"
#include "http/list_filter.hpp"
#include "http/live_routes.hpp"
#include "http/move_routes.hpp"
#include "http/notice_routes.hpp"
#include "http/preview_routes.hpp"
#include "http/process_routes.hpp"
#include "http/recompute_routes.hpp"
#include "http/record_routes.hpp"
#include "http/report_routes.hpp"
#include "http/router.hpp"
#include "http/run_routes.hpp"
#include "http/session_routes.hpp"
#include "http/upload_routes.hpp"
#include "http/view_routes.hpp"

namespace reeve::http {
namespace {

using enum Method;

Route route(Method method, std::string_view path, std::string_view operation,
            void (*serve)(Api&, Call, Reply), std::vector<std::string_view> query = {}) {
    Route one;
    one.method = method;
    one.path = path;
    one.operation = operation;
    one.query = std::move(query);
    one.body = method == post || method == put || method == patch ? Body::json : Body::none;
    one.serve = serve;
    return one;
}

Route open_to_all(Route one) {
    one.session = Session::not_needed;
    return one;
}

Route upload(Route one) {
    one.body = Body::upload;
    return one;
}

Route manual_clock(Route one) {
    one.manual_clock_only = true;
    one.session = Session::not_needed;
    return one;
}

// What chooses and sorts, and how much of it.
std::vector<std::string_view> of_a_list() {
    std::vector<std::string_view> names(list_parameters().begin(), list_parameters().end());
    names.insert(names.end(), {"limit", "cursor", "count"});
    return names;
}

std::vector<std::string_view> of_a_list_or_sheet() {
    std::vector<std::string_view> names = of_a_list();
    names.emplace_back("format");
    return names;
}

// What a report of how records went on is of, and how it is told.
std::vector<std::string_view> of_a_report(std::initializer_list<std::string_view> told) {
    std::vector<std::string_view> names{"process", "type", "from", "to"};
    names.insert(names.end(), told);
    return names;
}

// People, organisations, teams, calendars and who is on duty.
std::vector<Route> directory_table() {
    return {
        route(get, "/api/v1/people", "list_people", list_people,
              {"q", "role", "organisation", "limit", "cursor"}),
        route(post, "/api/v1/people", "add_person", add_person),
        route(get, "/api/v1/people/{person}", "read_person", read_person),
        route(patch, "/api/v1/people/{person}", "change_person", change_person),
        route(get, "/api/v1/organisations", "list_organisations", list_organisations,
              {"q", "kind", "limit", "cursor"}),
        route(post, "/api/v1/organisations", "add_organisation", add_organisation),
        route(get, "/api/v1/organisations/{organisation}", "read_organisation", read_organisation),
        route(patch, "/api/v1/organisations/{organisation}", "change_organisation", change_organisation),
        route(get, "/api/v1/teams", "list_teams", list_teams, {"q", "organisation", "limit", "cursor"}),
        route(post, "/api/v1/teams", "add_team", add_team),
        route(get, "/api/v1/teams/{team}", "read_team", read_team),
        route(patch, "/api/v1/teams/{team}", "change_team", change_team),
        route(get, "/api/v1/calendars", "list_calendars", list_calendars, {"q", "limit", "cursor"}),
        route(post, "/api/v1/calendars", "add_calendar", add_calendar),
        route(post, "/api/v1/calendars/read", "read_calendar_file", read_calendar_file),
        route(get, "/api/v1/calendars/{calendar}", "read_calendar", read_calendar),
        route(patch, "/api/v1/calendars/{calendar}", "change_calendar", change_calendar),
        route(get, "/api/v1/agreements", "list_agreements", list_agreements,
              {"q", "process", "kind", "limit", "cursor"}),
        route(post, "/api/v1/agreements", "add_agreement", add_agreement),
        route(get, "/api/v1/agreements/{agreement}", "read_agreement", read_agreement),
        route(put, "/api/v1/agreements/{agreement}", "change_agreement", change_agreement),
        route(post, "/api/v1/agreements/{agreement}/agree", "agree_to_agreement", agree_to_agreement),
        route(get, "/api/v1/oncall", "read_oncall", read_oncall, {"at", "role", "process", "organisation"}),
    };
}

std::vector<Route> process_table() {
    return {
        route(get, "/api/v1/processes", "list_processes", list_processes),
        route(post, "/api/v1/processes", "install_process", install_process),
        route(get, "/api/v1/processes/{id}", "read_process", read_process, {"version"}),
        route(get, "/api/v1/processes/{id}/differences", "read_differences", read_differences,
              {"from", "to"}),
        route(get, "/api/v1/processes/{id}/findings", "read_findings", read_findings, {"version"}),
        route(get, "/api/v1/processes/{id}/rehearsals", "list_rehearsals", list_rehearsals, {"version"}),
        route(get, "/api/v1/processes/{id}/rehearsals/{name}", "read_rehearsal", read_rehearsal, {"version"}),
        route(get, "/api/v1/processes/{id}/watch", "read_watch", read_watch),
        route(post, "/api/v1/processes/{id}/activate", "activate_process", activate_process),
    };
}

std::vector<Route> table() {
    return {
        open_to_all(route(get, "/api/v1/session", "read_session", read_session)),
        open_to_all(route(post, "/api/v1/session", "sign_in", sign_in)),
        open_to_all(route(del, "/api/v1/session", "sign_out", sign_out)),
        route(get, "/api/v1/me", "read_me", read_me),
        route(put, "/api/v1/me/delegate", "put_delegate", put_delegate),
        route(del, "/api/v1/me/delegate", "delete_delegate", delete_delegate),
        route(post, "/api/v1/records", "log_record", log_record),
        route(get, "/api/v1/records", "list_records", list_records, of_a_list_or_sheet()),
        route(get, "/api/v1/records/{number}", "read_record", read_record),
        route(patch, "/api/v1/records/{number}", "edit_record", edit_record),
        route(post, "/api/v1/records/{number}/acts/{act}", "act_on_record", act_on_record),
        route(post, "/api/v1/records/{number}/votes", "vote_on_record", vote_on_record),
        route(get, "/api/v1/records/{number}/recompute", "read_recompute", read_recompute),
        route(get, "/api/v1/records/{number}/clocks/{clock}/stretches", "read_stretches", read_stretches,
              {"leg", "limit", "cursor"}),
        route(get, "/api/v1/records/{number}/move", "read_move", read_move, {"to"}),
        route(get, "/api/v1/records/{number}/timeline", "read_timeline", read_timeline, {"limit", "cursor"}),
        route(post, "/api/v1/records/{number}/comments", "comment_on_record", comment_on_record),
        route(post, "/api/v1/records/{number}/time-entries", "log_time_on_record", log_time_on_record),
        route(get, "/api/v1/records/{number}/attachments/{attachment}", "read_attachment", read_attachment),
        route(post, "/api/v1/imports", "import_records", import_records),
        route(post, "/api/v1/preview", "preview_record", preview_record),
        route(post, "/api/v1/backtest", "try_on_the_past", try_on_the_past),
        route(get, "/api/v1/reports", "list_reports", list_reports),
        route(get, "/api/v1/reports/standing", "report_standing", report_standing, {"process"}),
        route(get, "/api/v1/reports/flow", "report_flow", report_flow, of_a_report({"format"})),
        route(get, "/api/v1/reports/flow/records", "list_flow_records", list_flow_records,
              of_a_report({"figure", "limit", "cursor", "count"})),
        route(get, "/api/v1/reports/custody", "report_custody", report_custody, of_a_report({"format"})),
        route(get, "/api/v1/reports/custody/records", "list_custody_records", list_flow_records,
              of_a_report({"figure", "limit", "cursor", "count"})),
        route(get, "/api/v1/reports/hours", "report_hours", report_hours, of_a_report({"format"})),
        route(get, "/api/v1/reports/conformance", "report_conformance", report_conformance,
              of_a_report({"format"})),
        route(get, "/api/v1/views", "list_views", list_views),
        route(post, "/api/v1/views", "add_view", add_view),
        route(get, "/api/v1/views/counts", "count_views", count_views, {"ids"}),
        route(patch, "/api/v1/views/{view}", "change_view", change_view),
        route(del, "/api/v1/views/{view}", "delete_view", delete_view),
        route(get, "/api/v1/notices", "list_notices", list_notices, {"limit", "cursor"}),
        route(get, "/api/v1/drafts", "list_drafts", list_drafts, {"number", "slot"}),
        route(put, "/api/v1/drafts/{number}/{slot}", "put_draft", put_draft),
        route(get, "/api/v1/drafts/{number}/{slot}", "read_draft", read_draft),
        route(del, "/api/v1/drafts/{number}/{slot}", "delete_draft", delete_draft),
        upload(route(post, "/api/v1/uploads", "post_upload", post_upload, {"name", "length"})),
        upload(route(patch, "/api/v1/uploads/{upload}", "continue_upload", continue_upload, {"offset"})),
        route(get, "/api/v1/uploads/{upload}", "read_upload", read_upload),
        route(get, "/api/v1/events", "read_events", read_events, {"since"}),
        route(put, "/api/v1/records/{number}/presence", "put_presence", put_presence),
        route(get, "/api/v1/sync", "read_sync", read_sync, {"since", "limit"}),
        manual_clock(route(post, "/api/v1/clock", "set_clock", set_clock)),
        open_to_all(route(get, "/api/openapi.yaml", "read_openapi", read_openapi)),
        open_to_all(route(get, "/healthz", "read_health", read_health)),
        open_to_all(route(get, "/readyz", "read_readiness", read_readiness)),
    };
}

}  // namespace

std::span<const Route> routes() {
    static const std::vector<Route> all = [] {
        std::vector<Route> every = table();
        std::ranges::move(process_table(), std::back_inserter(every));
        std::ranges::move(directory_table(), std::back_inserter(every));
        return every;
    }();
    return all;
}

}  // namespace reeve::http
