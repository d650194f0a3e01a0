"""How the screen that is presented looks: type of 40 pixels for the sentence, and nothing to scroll at 1024 by 768."""

BEHIND = "[data-testid=stLayoutWrapper]:has(> .st-key-behind) {display: none;}"
"""A page that runs behind the one that is seen."""

STYLE = """
[data-testid=stHeader], [data-testid=stSidebar], [data-testid=stSidebarCollapsedControl] {display: none !important;}
[data-testid=stMainBlockContainer] {padding: 16px 34px 8px !important; max-width: none !important;}
[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock] > :not(:has(.st-key-stage))
  {display: none !important;}
[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock] {gap: 0 !important;}
.stage {display: flex; flex-direction: column; height: calc(100vh - 104px); gap: 8px; color: #1F2933;}
.stage h1 {font-size: clamp(22px, 3.9vw, 40px); line-height: 1.15; font-weight: 600; margin: 0; padding: 0;}
.stage img {flex: 1 1 0; min-height: 0; width: 100%; object-fit: contain; object-position: left top;}
.stage p {margin: 0; font-size: 18px; line-height: 1.3;}
.stage table {font-size: 20px; border-collapse: collapse; align-self: flex-start; flex: 0 1 auto;}
.stage :is(th, td) {text-align: left; padding: 3px 18px 3px 0; border-bottom: 1px solid #C9CED3;}
.stage .doubt {font-weight: 600; font-size: 20px;}
.stage .noted {border-left: 4px solid #12436D; padding-left: 10px;}
.stage .source {color: #4A5560;}
.stage .notes {max-height: 34vh; overflow: auto; margin: 0; padding: 8px 12px; border: 1px solid #5A6573;
  font-size: 18px;}
.stage .notes dt {font-weight: 600; float: left; margin-right: 8px;}
.stage .notes dd {margin: 0 0 4px;}
.st-key-stage-bar {flex-wrap: nowrap; padding-top: 10px;}
.st-key-stage-bar > * {flex: 0 0 auto !important; width: auto !important;}
.st-key-stage-bar button:enabled * {color: #1F2933 !important; opacity: 1;}
.st-key-stage-clicker {display: none;}
@media (max-width: 640px) {
  [data-testid=stMainBlockContainer] {padding: 8px 14px !important;}
  .st-key-stage-bar {flex-wrap: wrap;}
  .stage {height: auto;}
  .stage img {flex: none;}
}
@media print {
  .stage {height: auto;}
  .stage img {flex: none;}
}
"""
