({ language }) => {
  // A screen reader would speak German words as English ones.
  document.documentElement.lang = language;
  // Streamlit leaves the menu of a phone open, over the page that was chosen in it.
  const open = '#stSidebar[data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button';
  if (window.innerWidth < 768) document.querySelector(open)?.click();
}
