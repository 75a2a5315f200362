#include "store/sqlite/record_row.hpp"

#include "store/kept_dues.hpp"
#include "store/number_key.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr std::array<std::string_view, column_count> names{
    "number_key",  "type",          "kind",
    "state",       "waiting",       "priority",
    "rank",        "holder_role",   "holder_organisation",
    "holder_team", "holder_person", "organisation",
    "service",     "reporter",      "reopened",
    "created",     "updated",       "due",
    "open",        "number",        "process",
    "reach"};

constexpr std::size_t packed_size = 18;  // 'o' or 'p', the id, the ground

void pack(char tag, const std::map<Id, std::int64_t>& from, std::string& onto) {
    for (const auto& [id, ground] : from) {
        onto.push_back(tag);
        onto += blob_of(id).bytes;
        onto.push_back(static_cast<char>(ground));
    }
}

// The service that a record concerns, by the name that the API gives it everywhere.
Value service_of(const records::Record& record) {
    const Json* service = record.field("service");
    return service != nullptr && service->is_string() ? value_of(service->string()) : Value();
}

}  // namespace

std::string_view name_of(Column column) {
    return names[static_cast<std::size_t>(column)];
}

Columns RecordRow::differing(const RecordRow& other) const {
    Columns columns;
    for (std::size_t i = 0; i < column_count; ++i) {
        columns.set(i, values[i] != other.values[i]);
    }
    return columns;
}

RecordRow row_of(const records::Record& record, const records::Reach& reach) {
    RecordRow row;
    const auto set = [&](Column column, Value value) {
        row.values[static_cast<std::size_t>(column)] = std::move(value);
    };
    set(Column::number_key, Blob{number_key(record.number)});
    set(Column::type, record.type);
    set(Column::kind, record.kind);
    set(Column::state, record.state);
    set(Column::waiting, value_of(record.waiting));
    set(Column::priority, value_of(record.priority));
    set(Column::rank, record.rank == 0 ? rank_none : std::int64_t{record.rank});
    set(Column::holder_role, value_of(record.holder.role));
    set(Column::holder_team, value_of(record.holder.team));
    set(Column::holder_person, value_of(record.holder.person));
    set(Column::organisation, value_of(record.organisation));
    set(Column::service, service_of(record));
    set(Column::reporter, value_of(record.reporter));
    set(Column::reopened, std::int64_t{record.reopened});
    set(Column::created, record.created.micros);
    set(Column::updated, record.updated.micros);
    set(Column::due, public_due(record).value_or(Instant::never()).micros);
    set(Column::open, std::int64_t{record.open});
    set(Column::number, record.number);
    set(Column::process, record.process);
    set(Column::holder_organisation, value_of(record.holder.organisation));
    set(Column::reach, Blob{pack(reach)});
    return row;
}

std::string pack(const records::Reach& reach) {
    std::string bytes;
    bytes.reserve(packed_size * (reach.parties.size() + reach.people.size()));
    pack('o', reach.parties, bytes);
    pack('p', reach.people, bytes);
    return bytes;
}

records::Reach unpack(std::string_view bytes) {
    records::Reach reach;
    if (bytes.size() % packed_size != 0) {
        return reach;
    }
    for (; !bytes.empty(); bytes.remove_prefix(packed_size)) {
        const Id id = Id::from_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data() + 1));
        (bytes.front() == 'o' ? reach.parties : reach.people)[id] =
            static_cast<unsigned char>(bytes[packed_size - 1]);
    }
    return reach;
}

}  // namespace reeve::store::sqlite
