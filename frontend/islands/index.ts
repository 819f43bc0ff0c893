import "./error_focus";
import "./page_actions";
import "./live_part";
import "./pick_rows";
import "./map_page";
