// Follow-ups, receipts and the operational tables of the model store.

#include <algorithm>

#include "records/clocks_moved.hpp"
#include "records/seats_left.hpp"
#include "store/model/model_writer.hpp"

namespace reeve::store::model {
namespace {

std::vector<Id> in_order_of_birth(const State& state) {
    std::vector<Id> ids;
    for (const auto& event : state.journal) {
        if (event->version == 1 && state.records.contains(event->stream)) {
            ids.push_back(event->stream);
        }
    }
    return ids;
}

bool is_due(const records::Record& record) {
    return record.due().has_value();
}

}  // namespace

void ModelStore::ModelWriter::add_follow_up(const FollowUpRow& row) {
    step("follow_up");
    working().follow_ups.push_back({row, false});
}

std::optional<Id> ModelStore::ModelWriter::add_follow_ups(const ReachedOf& of, const FollowUpRow& row,
                                                          Id after, std::size_t look) {
    const auto reaches = of.reached == Reached::rounds   ? records::waits_for_seats
                         : of.reached == Reached::clocks ? records::has_clocks_to_move
                                                         : is_due;
    const std::vector<Id> all = in_order_of_birth(working());
    auto next = after.empty() ? all.begin() : std::ranges::find(all, after) + 1;
    for (; next != all.end() && look > 0; ++next, --look) {
        const Id id = *next;
        const records::Record& record = *working().records.at(id);
        const bool asked_for =
            (of.process.empty() || record.process == of.process) &&
            (of.types.empty() || std::ranges::find(of.types, record.type) != of.types.end());
        if (!reaches(record) || !asked_for) {
            continue;
        }
        FollowUpRow one = row;
        one.id = Id::of_name(row.follow_up.cause.text() + id.text());
        one.follow_up.target = id;
        add_follow_up(one);
    }
    return look > 0 ? std::nullopt : std::optional(*std::prev(next));
}

std::vector<FollowUpRow> ModelStore::ModelWriter::follow_ups(std::size_t limit) {
    std::vector<FollowUpRow> rows;
    for (const PendingFollowUp& pending : seen().follow_ups) {
        if (!pending.parked && rows.size() < limit) {
            rows.push_back(pending.row);
        }
    }
    return rows;
}

Instant ModelStore::ModelWriter::first_follow_up() {
    Instant first = Instant::never();
    for (const PendingFollowUp& pending : seen().follow_ups) {
        if (!pending.parked) {
            first = std::min(first, pending.row.at);
        }
    }
    return first;
}

void ModelStore::ModelWriter::finish_follow_up(Id id) {
    std::erase_if(working().follow_ups, [&](const PendingFollowUp& pending) { return pending.row.id == id; });
}

void ModelStore::ModelWriter::fail_follow_up(Id id, bool park) {
    for (PendingFollowUp& pending : working().follow_ups) {
        if (pending.row.id == id) {
            ++pending.row.failures;
            pending.parked = park;
        }
    }
}

std::optional<Receipt> ModelStore::ModelWriter::receipt(Id caller, std::string_view route,
                                                        std::string_view key) {
    const auto found = seen().receipts.find({caller, std::string(route), std::string(key)});
    return found == seen().receipts.end() ? std::nullopt : std::optional(found->second);
}

void ModelStore::ModelWriter::put_receipt(const Receipt& receipt) {
    working().receipts[{receipt.caller, receipt.route, receipt.key}] = receipt;
}

void ModelStore::ModelWriter::purge_receipts(Instant now) {
    std::erase_if(working().receipts, [&](const auto& entry) { return entry.second.expires <= now; });
}

void ModelStore::ModelWriter::put_password(Id person, std::string_view hash) {
    working().passwords[person] = hash;
}

std::optional<std::string> ModelStore::ModelWriter::password(Id person) {
    const auto found = seen().passwords.find(person);
    return found == seen().passwords.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::pair<Id, std::string>> ModelStore::ModelWriter::passwords() {
    return {seen().passwords.begin(), seen().passwords.end()};
}

void ModelStore::ModelWriter::put_session(const SessionRow& row) {
    working().sessions[row.token] = row;
}

std::optional<SessionRow> ModelStore::ModelWriter::session(const Digest& token) {
    const auto found = seen().sessions.find(token);
    return found == seen().sessions.end() ? std::nullopt : std::optional(found->second);
}

std::vector<SessionRow> ModelStore::ModelWriter::sessions() {
    std::vector<SessionRow> rows;
    for (const auto& [token, row] : seen().sessions) {
        rows.push_back(row);
    }
    return rows;
}

void ModelStore::ModelWriter::end_session(const Digest& token) {
    working().sessions.erase(token);
}

void ModelStore::ModelWriter::end_sessions_of(Id person) {
    std::erase_if(working().sessions, [&](const auto& entry) { return entry.second.person == person; });
}

void ModelStore::ModelWriter::purge_sessions(Instant now) {
    std::erase_if(working().sessions, [&](const auto& entry) { return entry.second.expires <= now; });
}

void ModelStore::ModelWriter::put_upload(const UploadRow& row) {
    working().uploads[row.id] = row;
}

std::optional<UploadRow> ModelStore::ModelWriter::upload(Id id) {
    const auto found = seen().uploads.find(id);
    return found == seen().uploads.end() ? std::nullopt : std::optional(found->second);
}

void ModelStore::ModelWriter::remove_upload(Id id) {
    working().uploads.erase(id);
}

std::vector<UploadRow> ModelStore::ModelWriter::old_uploads(Instant before) {
    std::vector<UploadRow> rows;
    for (const auto& [id, row] : seen().uploads) {
        if (row.created < before) {
            rows.push_back(row);
        }
    }
    return rows;
}

void ModelStore::ModelWriter::put_secret(std::string_view name, std::string_view bytes) {
    working().secrets[std::string(name)] = bytes;
}

std::optional<std::string> ModelStore::ModelWriter::secret(std::string_view name) {
    const auto found = seen().secrets.find(name);
    return found == seen().secrets.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace reeve::store::model
